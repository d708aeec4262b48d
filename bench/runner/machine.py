"""On what was measured."""

import datetime
import os
import platform
import subprocess

from runner import inputs


def first_value(path, key):
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                name, _, value = line.partition(":")
                if name.strip() == key:
                    return value.strip()
    except OSError:
        pass
    return "unknown"


def memory_size():
    kilobytes = first_value("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return (f"{int(kilobytes) / 2**20:.0f} GiB" if kilobytes.isdigit()
            else kilobytes)


def git(*arguments):
    result = subprocess.run(["git", "-C", inputs.ROOT, *arguments],
                            capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else None


def describe():
    changes = git("status", "--porcelain", "--untracked-files=no")
    return {
        "cpu": first_value("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory": memory_size(),
        "system": f"{platform.system()} {platform.machine()}",
        "load": os.getloadavg()[0],
        "commit": git("rev-parse", "--short=12", "HEAD") or "unknown",
        "changed": bool(changes),
        "date": datetime.date.today().isoformat(),
    }
