/** What holds in a version of Odoo, told from the version on in which it came: the newest that is not newer than it. */
export function since<What>(version: number | string, told: { readonly [from: number]: What }): What {
  const from = Object.keys(told)
    .map(Number)
    .filter((one) => one <= Number(version))
  return told[Math.max(...from)]!
}
