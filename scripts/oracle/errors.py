"""Errors that end a script with one line and exit code 1."""

import sys


class UserError(Exception):
    """Something the person who called can put right; its text is one line."""


def import_torch():
    """torch, which the tests of a machine without it do not need."""
    try:
        import torch
    except ImportError as error:
        raise UserError("torch is missing; install python3-torch and "
                        f"run with /usr/bin/python3 ({error})") from error
    return torch


def import_torchvision():
    import_torch()
    try:
        import torchvision
    except ImportError as error:
        raise UserError("torchvision is missing; install "
                        f"python3-torchvision ({error})") from error
    return torchvision


def run_script(name, main):
    """Calls main() and exits with what it returns: 0, or 1 for a mismatch."""
    try:
        sys.exit(main())
    except (UserError, OSError) as error:
        sys.exit(f"{name}: {error}")
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
