import { allCommands, type CommandNode, type OptionNode, type Value } from './command-tree.ts';

/** For fish from 3.0 on. */
export function fish(root: CommandNode): string {
  const lines = allCommands(root).flatMap((node) => commandLines(node, root));
  return `# Completion of dynosim for fish, made by: dynosim completion fish
complete -c dynosim -f
${lines.join('\n')}
`;
}

function commandLines(node: CommandNode, root: CommandNode): string[] {
  const here = condition(node, root);
  return [
    ...node.commands.map(
      ({ path, summary }) => `complete -c dynosim -n ${here} -a ${path.at(-1)} -d ${quoted(summary)}`,
    ),
    ...node.options.map((option) => optionLine(option, here)),
    ...node.arguments
      .filter(({ kind }) => kind !== 'anything')
      .map((value) => `complete -c dynosim -n ${here} ${action(value)}`),
  ];
}

/** True where this command is the last that was named. */
function condition({ path, commands }: CommandNode, root: CommandNode): string {
  const named = path.slice(1).map((name) => `__fish_seen_subcommand_from ${name}`);
  const names = commands.map((node) => node.path.at(-1)).join(' ');
  const deeper = names === '' ? [] : [`not __fish_seen_subcommand_from ${names}`];
  const helped =
    path.at(-1) === 'help' || path.length === root.path.length ? [] : ['not __fish_seen_subcommand_from help'];
  return quoted([...named, ...deeper, ...helped].join('; and '));
}

function optionLine({ flags, summary, value }: OptionNode, here: string): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  const wants = value === undefined ? '' : value.kind === 'anything' ? ' -x' : ` -r ${action(value)}`;
  return `complete -c dynosim -n ${here} ${names}${wants} -d ${quoted(summary)}`;
}

function action({ kind, words }: Value): string {
  switch (kind) {
    case 'words':
      return `-f -a ${quoted(words.join(' '))}`;
    case 'scenario':
      return "-k -f -a '(__fish_complete_suffix .yaml; __fish_complete_suffix .yml; __fish_complete_suffix .json)'";
    case 'file':
      return '-F';
    case 'folder':
      return "-f -a '(__fish_complete_directories)'";
    case 'anything':
      return '';
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
