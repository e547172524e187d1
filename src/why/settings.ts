import type { Account, Hand } from '#model/account'
import type { Explanation, Known, Line } from './explanation.ts'
import { effectPart, handPart } from './parts.ts'

/** What set a state or a date, in turn: the last one is the reason why it is what it is. */
export function settingsOf(
  { settings, value, record, document }: Account,
  known: Known,
): Pick<Explanation, 'lines' | 'unexplained' | 'isWhole'> {
  const lines: Line[] = []
  const set = (
    of: Pick<Line, 'origin' | 'at' | 'by' | 'effect' | 'document' | 'rule' | 'detail'>,
    to: string | null,
  ) => {
    const last = lines.at(-1)
    if (last && last.standsAt === to && !of.effect) return
    lines.push({ ...of, amount: null, standsAt: to, reversedBy: [] })
  }
  const bySomebody = (hand: Hand, to: string | null) => set(handPart(hand, known, document), to)

  for (const setting of [...settings].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))) {
    if (setting.effect === null) {
      bySomebody(setting.by ?? record.made, setting.left)
      continue
    }
    if (lines.length > 0 && lines.at(-1)!.standsAt !== setting.was)
      bySomebody(setting.wasBy ?? { by: 'hub', name: '', at: setting.at }, setting.was)
    set(effectPart({ effect: setting.effect, at: setting.at }, known, document), setting.left)
  }
  const last = lines.at(-1)
  if (!last || last.standsAt !== value) {
    const after = !last || record.changed.at >= last.at
    bySomebody(after ? record.changed : { ...record.changed, by: 'hub' }, value)
  }
  const isWhole = lines.at(-1)!.origin !== 'unexplained'
  return { lines, unexplained: isWhole ? null : (value ?? ''), isWhole }
}
