import type { MaterialView } from '#api'
import type { Status } from './status.ts'

/** Whether the material of an order is there in time, to whoever plans. */
export function materialStatus({ starving, awaited, isReleased }: MaterialView): Status {
  if (starving) return { word: 'Cannot begin as planned', tone: 'bad', shape: 'stop' }
  if (awaited.length === 0) return { word: 'All of it', tone: 'ok', shape: 'check' }
  return isReleased
    ? { word: 'Comes in time', tone: 'busy', shape: 'arrow' }
    : { word: 'Not all of it', tone: 'warn', shape: 'flag' }
}

/** `2 of 3 components, 66 %`. */
export const readyText = ({ ready, components, readyPercent }: MaterialView): string =>
  `${ready} of ${components} ${components === 1 ? 'component' : 'components'}, ${readyPercent} %`
