"""`voicecoach devices`: microphones and loudspeakers by number."""

from __future__ import annotations

import argparse

from voicecoach.hearing.devices import list_devices


def run(options: argparse.Namespace) -> int:
    """List the devices; `*` marks the default."""
    del options
    devices = list_devices()
    if not devices:
        print("no sound device; plug in a microphone, or practise with --script FILE")
        return 0
    for heading, is_side, is_default in (
        ("microphones", "n_inputs", "is_default_input"),
        ("loudspeakers", "n_outputs", "is_default_output"),
    ):
        print(heading)
        for device in devices:
            if getattr(device, is_side):
                mark = "*" if getattr(device, is_default) else " "
                print(
                    f" {mark}{device.number:>3}  {device.name} ({device.host}, {device.rate_hz} Hz)"
                )
    return 0
