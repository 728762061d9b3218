/** Of the requests served. Assumed. */
const MANY = 0.01;

/** Whether killed workers leave so much work undone that theory, which knows nothing of them, no longer says the limit. */
export function areManyKilled(killed: number, served: number): boolean {
  return killed > MANY * served;
}
