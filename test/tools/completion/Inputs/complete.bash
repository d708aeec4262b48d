# complete.bash SCRIPT WORD…: what bash would offer for the last word, one per
# line.
set -u
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
# As bash finds the function of a command.
$(complete -p "${1##*/}" | sed -nE 's/.* -F ([^ ]+) .*/\1/p')
printf '%s\n' "${COMPREPLY[@]}"
