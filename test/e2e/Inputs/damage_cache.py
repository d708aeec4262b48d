"""Damages the one entry of an object cache: damage_cache.py DIR HOW."""

import pathlib
import sys

[entry] = pathlib.Path(sys.argv[1]).iterdir()
data = bytearray(entry.read_bytes())
if sys.argv[2] == "truncate":
    del data[len(data) // 2 :]
elif sys.argv[2] == "flip":
    data[len(data) // 2] ^= 1
elif sys.argv[2] == "empty":
    data.clear()
else:
    sys.exit(f"damage_cache.py: unknown damage {sys.argv[2]}")
entry.write_bytes(data)
