/** Repeats several strands of work side by side for about so long; answers how much was done in a second. */
export async function perSecond(milliseconds: number, strands: readonly (() => Promise<number>)[]): Promise<number> {
  const from = performance.now()
  let done = 0
  await Promise.all(
    strands.map(async (strand) => {
      while (performance.now() - from < milliseconds) {
        const more = await strand()
        done += more
      }
    }),
  )
  return (done * 1000) / (performance.now() - from)
}
