/** What many others say because of it. */
const follows = /the database system is|terminating connection/

/** Why a server ended, by the end of its log: the last that it could not go on from, else its last words. */
export function lastReason(log: string): string {
  const lines = log.trim().split('\n')
  const [reason] = lines.toReversed().flatMap((line) => {
    const [, said] = /\b(?:PANIC|FATAL): +(.*)/.exec(line) ?? []
    return said !== undefined && !follows.test(said) ? [said] : []
  })
  return reason ?? lines.slice(-3).join(' ')
}
