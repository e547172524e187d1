/**
 * How equipment fails, by the codes of ISO 14224 as plants use most of them. A code that is not here may be said all the
 * same: a CMMS may have words of its own. The version grows when a code changes its meaning, never when one is added.
 */
export const FAILURE_CODES = {
  version: '1',
  mode: {
    BRD: 'Breakdown: serious damage',
    ELP: 'External leakage of what is processed',
    ELU: 'External leakage of what it needs itself',
    ERO: 'Erratic output',
    FTS: 'Fails to start on demand',
    STP: 'Fails to stop on demand',
    HIO: 'High output',
    INL: 'Internal leakage',
    LOO: 'Low output',
    NOI: 'Noise',
    OHE: 'Overheating',
    PDE: 'A measured value is off its limits',
    PLU: 'Plugged or choked',
    SER: 'Minor problem in service',
    STD: 'Structural deficiency',
    UST: 'Spurious stop',
    VIB: 'Vibration',
    OTH: 'Other',
    UNK: 'Unknown',
  },
  mechanism: {
    '1': 'Mechanical failure',
    '2': 'Material failure',
    '3': 'Instrument failure',
    '4': 'Electrical failure',
    '5': 'External influence',
    '6': 'Miscellaneous',
  },
  cause: {
    '1': 'Design',
    '2': 'Fabrication or installation',
    '3': 'Operation or maintenance',
    '4': 'Management',
    '5': 'Miscellaneous',
  },
  detection: {
    '1': 'Periodic maintenance',
    '2': 'Functional testing',
    '3': 'Inspection',
    '4': 'Periodic condition monitoring',
    '5': 'Pressure testing',
    '6': 'Continuous condition monitoring',
    '7': 'Production interference',
    '8': 'Casual observation',
    '9': 'Corrective maintenance',
    '10': 'On demand',
    '11': 'Other',
  },
} as const

export type FailureMember = 'mode' | 'mechanism' | 'cause' | 'detection'

/** What a code means; a code of the plant's own means itself. */
export const failureWord = (member: FailureMember, code: string): string =>
  (FAILURE_CODES[member] as Readonly<Record<string, string>>)[code] ?? code
