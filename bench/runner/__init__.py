"""What bench/run.py is made of. Needs Python's standard library only."""
