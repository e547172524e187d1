import type { Right, Use } from '../profile.ts'

type Uses = Readonly<Record<string, Use>>

interface Change {
  readonly rights?: readonly Right[]
  readonly gains?: readonly string[]
  readonly loses?: readonly string[]
}

/** What a version is used for, told by what differs from the one before; a model that is gone is `undefined`. */
export function usesSince(before: Uses, changes: Readonly<Record<string, Change | undefined>>): Uses {
  const after: Record<string, Use> = { ...before }
  for (const [model, change] of Object.entries(changes)) {
    const was = before[model]
    if (!change) {
      delete after[model]
      continue
    }
    const { gains = [], loses = [] } = change
    const kept = (was?.fields ?? []).filter((field) => !loses.includes(field))
    after[model] = { rights: change.rights ?? was?.rights ?? [], fields: [...kept, ...gains].toSorted() }
  }
  return after
}
