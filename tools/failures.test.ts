import { expect, it } from 'vitest'
import { failuresOf } from './failures.ts'

const passed = { status: 'passed', fullName: 'a window is approved', failureMessages: [] }

it('says what failed, where and why, without the lines of other people', () => {
  const report = {
    testResults: [
      {
        name: '/plant/test/windows.test.ts',
        status: 'failed',
        assertionResults: [
          passed,
          {
            status: 'failed',
            fullName: 'a window follows when it is moved',
            failureMessages: [
              'AssertionError: expected 1 to be 2\n    at /plant/test/windows.test.ts:7:3\n    at run (/plant/node_modules/vitest/run.js:1:1)',
            ],
          },
        ],
      },
    ],
  }
  expect(failuresOf(report, '/plant')).toEqual([
    'FAILED test/windows.test.ts > a window follows when it is moved\n  AssertionError: expected 1 to be 2\n      at /plant/test/windows.test.ts:7:3',
  ])
})

it('says of a file that could not be begun why not', () => {
  const report = {
    testResults: [
      { name: '/plant/test/hub.test.ts', status: 'failed', message: 'no database answers', assertionResults: [] },
    ],
  }
  expect(failuresOf(report, '/plant')).toEqual(['FAILED test/hub.test.ts\n  no database answers'])
})

it('says nothing of what passed, or of a suite that said nothing', () => {
  expect(
    failuresOf({ testResults: [{ name: '/plant/a.test.ts', status: 'passed', assertionResults: [passed] }] }, '/plant'),
  ).toEqual([])
  expect(failuresOf({}, '/plant')).toEqual([])
})
