import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** What is promised so far, by the ids of the requirements and of the scenarios. */
const promised = `
  SYS-01 SYS-02 SYS-03 SYS-08 SYS-09 SYS-10 SYS-11 SYS-12 SYS-27 WF-14 WF-15 WF-16 WF-18 WF-19 WF-20 WF-21 WF-48
  DOM-01 DOM-03 DOM-06 DOM-23 DOM-24 DOM-25 DOM-27 DOM-28 DOM-29 DOM-31 DOM-32 DOM-38 DOM-39
  DOM-02 DOM-04 DOM-05 WF-01 WF-02 WF-03 WF-04 WF-06 T15 T16 T17 T18
  WF-07 WF-09 WF-10 WF-11 WF-12 WF-13 WF-22 WF-36 EXC-12 T21
  SYNC-01 SYNC-02 SYNC-14 SYNC-19 SYNC-20 SYNC-21 SYNC-22 SYNC-23 SYNC-24 SYNC-26 SYNC-32 SYNC-33
  EXC-01 EXC-06 EXC-07 EXC-10 EXC-13 EXC-16 EXC-21
  OBS-07 OBS-11 WF-44 WF-45 WF-46
  SEC-09
  WF-05 WF-08 WF-49 T19 T20
  FIN-01 FIN-03 FIN-07
  ROLL-05 ROLL-08 ROLL-09
  T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11 T12 T13 T14 T22 T23 T24 T45 T60
`

/** Names of suites and tests, in whatever quotes. */
const named = /\b(?:describe|it|test)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"`])(.*?)\1/g

it('every requirement has a test that bears its id', () => {
  const files = globSync('{src,test,tools,simulators}/**/*.{test,suite}.ts').concat(globSync('test/contracts/*.ts'))
  const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(named)].map(([, , name]) => name!))
  const borne = new Set(names.flatMap((name) => name.match(/\b(?:[A-Z]{2,5}-\d{2}|T\d{2})\b/g) ?? []))
  expect(
    promised
      .trim()
      .split(/\s+/)
      .filter((id) => !borne.has(id)),
  ).toEqual([])
})
