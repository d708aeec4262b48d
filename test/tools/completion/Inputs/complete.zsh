# complete.zsh SCRIPT WORD…: what zsh would offer for the last word, one per
# line with its description. zsh's own functions, which need a terminal, are
# replaced by ones that print.
_describe() { print -rl -- ${(P)4} }
_files() { print -- '<files>' }
_message() { print -r -- "<$1>" }
compset() { true }
script=$1
shift
words=("$@")
CURRENT=$#words
PREFIX=$words[CURRENT]
service=${1:t}
source $script
