import type { FloorView } from '#api'

/** The number goes up when a view takes another shape: one that a page cannot read is none. */
const KEPT = 'millwright.floor.view.1'

/** What was to be done here when the hub was last reached: what a page begins with that opens in a dead spot. */
export function keptView(): FloorView | undefined {
  const text = localStorage.getItem(KEPT)
  return text === null ? undefined : (JSON.parse(text) as FloorView)
}

/** Null: this browser is no device any more, and keeps nothing of what it was. */
export function keepView(view: FloorView | null): void {
  if (view === null) return localStorage.removeItem(KEPT)
  try {
    localStorage.setItem(KEPT, JSON.stringify(view))
  } catch {
    // Too much for this browser: better nothing than what is old.
    localStorage.removeItem(KEPT)
  }
}
