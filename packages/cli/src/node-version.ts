/** The oldest Node that has all that is called; the `engines` of the package, of which npm only warns. */
const OLDEST = [22, 12] as const;

/** What to say where this Node is too old; undefined where it is not. */
export function complaintAboutNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return isOld ? `dynosim needs Node ${OLDEST.join('.')} or later; this is ${version}` : undefined;
}
