#!/bin/sh
# A module that takes rows is interesting: the tester says so with exit code 1.
! grep -q ptir.take "$1"
