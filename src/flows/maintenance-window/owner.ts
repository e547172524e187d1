import type { Outcome } from '#engine'
import type { WindowFile } from '#model/maintenance-window-case'

/** Whether maintenance agrees is for the system to say that owns windows, and for nobody in its place. */
export function notTheOwner(window: string, by: string, owner: string): Outcome<WindowFile> {
  const sentence = `${by} speaks about ${window}, and ${owner} owns the windows of this plant.`
  const suggestion = `Have ${owner} tell it, or change who owns windows under Rules, and retry.`
  const trouble = { code: 'OWNER_VIOLATION', owner: 'steward', sentence, suggestion } as const
  return { verdict: 'refused', code: trouble.code, sentence, trouble }
}
