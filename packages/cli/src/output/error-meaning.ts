/** Codes of `errors.codes` for somebody who has not met them: after Heroku Dev Center, "Heroku Error Codes". */
const MEANINGS: Readonly<Record<string, string>> = {
  H10: 'the app had crashed',
  H11: 'too many requests waited at the router',
  H12: 'no answer within the 30 s of the router',
  H13: 'the connection closed without an answer',
  H18: 'the connection broke while it was answered',
  H19: 'the dyno did not accept in time',
  H20: 'the app did not boot in time',
  H21: 'the dyno refused the connection',
  'client-timeout': 'the client gave up',
  'connect-timeout': 'the client could not connect in time',
  refused: 'the connection was refused',
  reset: 'the connection was reset',
  eof: 'the connection closed without an answer',
  '500': 'the server answered with an error',
  '503': 'the server said it was busy',
};

export function errorMeaning(code: string): string {
  return MEANINGS[code] ?? 'failed';
}
