"""Says how many objects the one entry of an object cache has."""

import pathlib
import sys

[entry] = pathlib.Path(sys.argv[1]).iterdir()
data = entry.read_bytes()[40:]
count = 0
while data:
    length = int.from_bytes(data[:8], "little")
    data = data[8 + length :]
    count += 1
print(count, "objects")
