import { allCommands, type CommandNode, type OptionNode, type Value } from './command-tree.ts';

/** For zsh with its own completion system (compinit); to be sourced, or as a file `_dynosim` in the path of functions. */
export function zsh(root: CommandNode): string {
  const functions = allCommands(root).toReversed().map(commandFunction);
  return `#compdef dynosim
# Completion of dynosim for zsh, made by: dynosim completion zsh
${functions.join('\n')}
if [[ $funcstack[1] == _dynosim ]]; then _dynosim "$@"; else compdef _dynosim dynosim; fi
`;
}

function commandFunction({ path, options, arguments: values, commands }: CommandNode): string {
  const specs = options.map(optionSpec);
  return commands.length > 0
    ? parentFunction(path, specs, commands)
    : `${named(path)}() {
  _arguments ${[...specs, ...values.map((value, i) => quoted(`${i + 1}:${action(value)}`))].join(' \\\n    ')}
}
`;
}

function parentFunction(path: readonly string[], specs: readonly string[], commands: readonly CommandNode[]): string {
  const name = (node: CommandNode): string => node.path.at(-1)!;
  return `${named(path)}() {
  local line state
  local -a commands=(
    ${commands.map((node) => quoted(`${name(node)}:${node.summary}`)).join('\n    ')}
  )
  _arguments -C ${[...specs, "'1: :->command'", "'*:: :->rest'"].join(' \\\n    ')}
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
        ${commands.map((node) => `${name(node)}) ${named(node.path)} ;;`).join('\n        ')}
      esac ;;
  esac
}
`;
}

function optionSpec({ flags, summary, value, isRepeatable }: OptionNode): string {
  const exclusive = isRepeatable ? '*' : `(${flags.join(' ')})`;
  const rest = `[${summary.replace(/[[\]:]/g, '\\$&')}]${value ? `:${action(value)}` : ''}`;
  const equals = value ? '=' : '';
  if (flags.length === 1) return quoted(`${exclusive}${flags[0]}${equals}${rest}`);
  return `${quoted(exclusive)}{${flags.map((flag) => flag + equals).join(',')}}${quoted(rest)}`;
}

/** Message and action of a value. */
function action({ name, kind, words }: Value): string {
  switch (kind) {
    case 'words':
      return `${name}:(${words.join(' ')})`;
    case 'scenario':
      return `${name}:_files -g "*.(yaml|yml|json)"`;
    case 'file':
      return `${name}:_files`;
    case 'folder':
      return `${name}:_files -/`;
    case 'anything':
      return `${name}: `;
  }
}

function named(path: readonly string[]): string {
  return `_${path.join('_')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
