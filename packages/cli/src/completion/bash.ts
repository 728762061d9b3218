import { allCommands, type CommandNode, type Value } from './command-tree.ts';

/** For bash from 3.2 on, with or without the package bash-completion. */
export function bash(root: CommandNode): string {
  const nodes = allCommands(root);
  const paths = nodes.filter(({ path }) => path.length > 1).map(({ path }) => quoted(path.join(' ')));
  const valued = nodes.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value ? flags.map((flag) => ({ at: `${path.join(' ')} ${flag}`, value })) : [],
    ),
  );
  const positions = nodes.flatMap(({ path, arguments: values }) =>
    values.map((value, place) => ({ at: `${path.join(' ')} ${place}`, value })),
  );
  const firsts = nodes.map(({ path, options, commands }) => {
    const flags = options.flatMap((option) => option.flags).join(' ');
    const names = commands.map((command) => command.path.at(-1)).join(' ');
    return `    ${quoted(path.join(' '))}) flags=${quoted(flags)} commands=${quoted(names)} ;;`;
  });
  return SCRIPT.replace('PATHS', paths.join(' | '))
    .replace('VALUED', valued.map(({ at }) => quoted(at)).join(' | '))
    .replace('    OF_OPTION', () => cases(valued, '    ', '; return'))
    .replace('    FIRSTS', () => firsts.join('\n'))
    .replace('      OF_PLACE', () => cases(positions, '      '));
}

function cases(all: readonly { readonly at: string; readonly value: Value }[], indent: string, then = ''): string {
  return all.map(({ at, value }) => `${indent}${quoted(at)}) ${action(value)}${then} ;;`).join('\n');
}

function action({ kind, words }: Value): string {
  switch (kind) {
    case 'words':
      return `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$cur"))`;
    case 'scenario':
      return "_dynosim_files '!*.yaml' '!*.yml' '!*.json'";
    case 'file':
      return "_dynosim_files ''";
    case 'folder':
      return '_dynosim_files';
    case 'anything':
      return ':';
  }
}

/** For a shell. Nothing in the tree has a quote, and a name that had one would be a mistake. */
function quoted(text: string): string {
  if (text.includes("'")) throw new Error(`a completion cannot have a quote: ${text}`);
  return `'${text}'`;
}

const SCRIPT = `# Completion of dynosim for bash, made by: dynosim completion bash
_dynosim_files() {
  local IFS=$'\\n' pattern
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -d -- "$cur"))
  for pattern in "$@"; do COMPREPLY+=($(compgen -f -X "$pattern" -- "$cur")); done
}

_dynosim() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]}
  local path=dynosim place=0 flags='' commands='' i word
  # bash takes --dyno=x apart.
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case "$path $word" in
      PATHS) path="$path $word" place=0 ;;
      VALUED) i=$((i + 1)) ;;
      *' -'?* | *' =') ;;
      *) place=$((place + 1)) ;;
    esac
  done
  COMPREPLY=()
  case "$path $prev" in
    OF_OPTION
  esac
  case $path in
    FIRSTS
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [[ -n $commands && $place == 0 ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$cur"))
  else
    case "$path $place" in
      OF_PLACE
    esac
  fi
}

complete -F _dynosim dynosim
`;
