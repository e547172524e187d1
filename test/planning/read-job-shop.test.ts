import { expect, it } from 'vitest'
import { readJobShop } from '#planning'

it.each([
  ['comments and empty lines', '# ft\n\n2 1\n0 3 # first\n\n0 4\n\n'],
  ['line ends of another system', '#a\r\n2 1\r\n0 3\r\n0 4\r\n'],
  ['a mark at the begin and room between numbers', '\uFEFF 2\t1 \n  0   3\n0\t4'],
])('a job shop may have %s', (_what, text) => {
  expect(readJobShop(text)).toEqual(readJobShop('2 1\n0 3\n0 4'))
})

it.each([
  ['nothing', '', 1, /no job shop/],
  ['only comments', '# a\n# b', 1, /no job shop/],
  ['no sizes', 'jobs\n0 1', 1, /how many jobs and how many machines/],
  ['no machines', '2 0\n', 1, /how many jobs and how many machines/],
  ['more sizes', '2 1 7\n0 1\n0 1', 1, /how many jobs and how many machines/],
  ['far too many operations', '999 99999', 1, /more than 1000 jobs or 20000 operations/],
  ['far too many jobs', '1001 1', 1, /more than 1000 jobs or 20000 operations/],
  ['fewer jobs than declared', '# a\n3 1\n0 1\n0 2\n', 4, /the file ends here, with 2 of 3 declared jobs/],
  ['more jobs than declared', '1 1\n0 1\n0 2', 3, /one job more than the 1 declared/],
  ['a job that is cut off', '2 2\n0 1 1 2\n1 3 0', 3, /job 1 has 3 numbers instead of 4/],
  ['a job that is too long', '1 1\n0 1 0 1', 2, /job 0 has 4 numbers instead of 2/],
  [
    'a machine there is not',
    '1 2\n0 1 2 1',
    2,
    /operation 1 of job 0 names machine "2"; machines are whole numbers from 0 to 1/,
  ],
  ['a negative machine', '1 1\n-1 1', 2, /names machine "-1"/],
  ['a negative duration', '1 1\n0 -4', 2, /takes "-4"; a duration is a whole number/],
  ['half a minute', '1 1\n0 1.5', 2, /takes "1.5"/],
  ['a duration nobody can count', '1 1\n0 9007199254740993', 2, /takes "9007199254740993"/],
  ['durations that nobody can add', '2 1\n0 9007199254740991\n0 1', 3, /add up to more than/],
  ['words without end', `1 1\n0 ${'9'.repeat(100_000)}`, 2, /takes "9{20}…"/],
])('%s is refused with its line', (_what, text, line, problem) => {
  expect(readJobShop(text)).toEqual({ line, problem: expect.stringMatching(problem) as string })
})
