import { expect, it } from 'vitest'
import { Place, placeText } from './place.ts'

it.each<Place>([
  { in: 'books', after: 0 },
  { in: 'books', after: 123_456 },
  { in: 'journal', answeredAt: '2026-11-22T06:00:00.123Z', intentId: '019abcde-0000-7000-8000-000000000001' },
])('how far it is comes back as it was said: %o', (place) => expect(Place.parse(placeText(place))).toEqual(place))

it.each(['', 'books', 'books--1', 'books-1e9', 'journal-now-1', "journal-2026-11-22T06:00:00Z-' or 1=1"])(
  'and %j is no place',
  (text) => expect(Place.safeParse(text).success).toBe(false),
)
