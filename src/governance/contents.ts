/** What can be erased, each for itself: what events said, what systems sent in their own words, how it was judged. */
export const contents = ['events', 'records', 'workings'] as const
export type Content = (typeof contents)[number]
