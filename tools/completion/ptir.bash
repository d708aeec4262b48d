# Completion of ptir-run and ptir-opt in bash. Everything offered is read from
# the program's own --help, so that it is never out of step with it.

# The word before the cursor, and the option whose value it is. bash splits
# `--backend=native` at the sign.
_ptir_words() {
  current=${COMP_WORDS[COMP_CWORD]}
  option=${COMP_WORDS[COMP_CWORD - 1]}
  if [[ $current == = ]]; then
    current=
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
}

# Offers words, or files where there are none.
_ptir_offer() {
  COMPREPLY=($(compgen -W "$*" -- "$current"))
  if ((!$#)); then
    COMPREPLY=($(compgen -f -- "$current"))
    compopt -o filenames 2>/dev/null
  fi
}

_ptir_run() {
  local current option command= help value word
  _ptir_words
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || { command=$word && break; }
  done
  help=$("${COMP_WORDS[0]}" $command --help 2>/dev/null) || return
  # `  --backend reference|native=native` lists values, `  --json` has none,
  # and what is in capitals, such as `DIR|FILE`, stands for a file.
  [[ $option == -* ]] &&
    value=$(sed -nE "s/^  (-[a-z],)?$option ([^ ]+).*/\2/p" <<<"$help")
  if [[ $option == -* && $value =~ ^[a-z0-9-]+(\|[a-z0-9-]+)+(=|$) ]]; then
    value=${value%%=*}
    _ptir_offer ${value//|/ }
  elif [[ $option == -* && $value =~ ^(FILE|DIR) ]]; then
    _ptir_offer
  elif [[ $option == -* && $value =~ ^[A-Z] && $value != *:* ]]; then
    COMPREPLY=() # a number, a name, a text
  elif [[ $current == -* ]]; then
    _ptir_offer $(sed -nE 's/^  (-[a-z],)?(--[a-z][-a-z]*).*/\2/p' <<<"$help")
  elif [[ -z $command ]]; then
    _ptir_offer $(sed -nE '/^Subcommands:/,/^$/s/^  ([a-z]+) .*/\1/p' \
      <<<"$help")
  else
    _ptir_offer
  fi
}

_ptir_opt() {
  local current option help values
  _ptir_words
  if [[ $option == --* || $current == --* ]]; then
    help=$("${COMP_WORDS[0]}" --help 2>/dev/null) || return
  fi
  # `    =value` below the option.
  values=$(sed -nE "/^ +$option(=| )/,/^ +--/s/^ +=([^ ]+) .*/\1/p" <<<"$help")
  if [[ $option == --* && -n $values ]]; then
    _ptir_offer $values
  elif [[ $current == --* ]]; then
    # General options, and passes; not the options of a pass.
    _ptir_offer $(sed -nE \
      's/^(  |      )(--[A-Za-z][-A-Za-z0-9_]*=?).*/\2/p' <<<"$help")
    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null
  else
    _ptir_offer
  fi
}

complete -F _ptir_run ptir-run
complete -F _ptir_opt ptir-opt
