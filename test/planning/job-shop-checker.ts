/**
 * Holds a printed plan against the text of its job shop. It shares nothing with the planner, not even how the text is
 * read, so that both would have to be wrong in the same way.
 */
export function complaintsAbout(shop: string, printed: string): readonly string[] {
  const numbers = shop
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join(' ')
    .match(/\d+/g)!
    .map(Number)
  const [jobs = 0, machines = 0, ...rest] = numbers
  const [head = '', ...lines] = printed.trimEnd().split('\n')
  const complaints: string[] = []
  const seen = new Map<string, readonly [start: number, end: number]>()
  const onMachine = new Map<number, (readonly [start: number, end: number])[]>()
  for (const line of lines) {
    if (!/^\d+ \d+ \d+ \d+ \d+$/.test(line)) complaints.push(`not five whole numbers: ${line}`)
    const [job = -1, index = -1, machine = -1, start = -1, end = -1] = line.split(' ').map(Number)
    const at = (job * machines + index) * 2
    if (job >= jobs || index >= machines) complaints.push(`no such operation: ${line}`)
    if (seen.has(`${job} ${index}`)) complaints.push(`twice: ${line}`)
    if (rest[at] !== machine) complaints.push(`another machine: ${line}`)
    if (end - start !== rest[at + 1]) complaints.push(`another duration: ${line}`)
    seen.set(`${job} ${index}`, [start, end])
    onMachine.set(machine, [...(onMachine.get(machine) ?? []), [start, end]])
  }
  for (let job = 0; job < jobs; job++)
    for (let index = 0; index < machines; index++) {
      const [here, before] = [seen.get(`${job} ${index}`), seen.get(`${job} ${index - 1}`)]
      if (!here) complaints.push(`missing: ${job} ${index}`)
      else if (before && before[1] > here[0]) complaints.push(`before the one before it: ${job} ${index}`)
    }
  for (const [machine, spans] of onMachine) {
    const sorted = spans.toSorted((one, other) => one[0] - other[0] || one[1] - other[1])
    for (const [nth, [start]] of sorted.entries())
      if (nth > 0 && sorted[nth - 1]![1] > start) complaints.push(`two at once on machine ${machine} at ${start}`)
  }
  const last = Math.max(0, ...[...seen.values()].map(([, end]) => end))
  if (head !== `makespan ${last}`) complaints.push(`it says "${head}", and ends at ${last}`)
  return complaints
}
