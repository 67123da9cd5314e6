"""How the network behind the moves is trained."""
