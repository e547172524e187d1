import type { MessageRow } from '#api'

/** Whether the lane is an order's, which has a page of its own. */
export const isOrder = ({ stream }: Pick<MessageRow, 'stream'>): boolean => stream === 'production-order'
