import { Notice } from '../notice.ts'
import { effects, port } from './port.ts'

/** Several channels may serve one plant, so each keeps a port that bears its name. */
export const portOfNotices = (via: string): string => `notices-${via}`

/** Where a notice is handed over. Nobody waits for another: only what one recipient is told keeps its order. */
export const noticesBy = (via: string) =>
  port(portOfNotices(via), { tell: effects(Notice, ({ plant, recipient }) => `${plant} ${recipient}`) })
