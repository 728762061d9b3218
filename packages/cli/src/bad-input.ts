/** A mistake of the user, told in full: the program prints the text and ends with exit code 2, nothing was written. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
