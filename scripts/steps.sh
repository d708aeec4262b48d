# Sourced by the scripts beside it: where the tree is, and steps that say how
# long they took.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# One compiler needs up to 0.7 GB.
jobs=$(awk -v cores="$(nproc)" '/^MemAvailable:/ {
  fit = int($2 / 700000)
  print fit < 1 ? 1 : fit < cores ? fit : cores
}' /proc/meminfo)

# step NAME COMMAND…: one line, with the time. The output of the command is
# shown when it fails, which ends the script.
step() {
  local name=$1 begin=$SECONDS status=0 log
  shift
  log=$(mktemp)
  printf '%s … ' "$name"
  "$@" >"$log" 2>&1 || status=$?
  if ((status == 0)); then
    printf '%d s\n' $((SECONDS - begin))
    rm -f "$log"
    return
  fi
  printf 'failed after %d s\n' $((SECONDS - begin))
  cat "$log"
  rm -f "$log"
  exit "$status"
}

# build TARGET…: shows its progress on a terminal.
build() {
  if [[ -t 1 ]]; then
    local begin=$SECONDS
    echo "Build …"
    ninja -C build -j "$jobs" "$@"
    echo "Build … $((SECONDS - begin)) s"
  else
    step Build ninja -C build -j "$jobs" --quiet "$@"
  fi
}
