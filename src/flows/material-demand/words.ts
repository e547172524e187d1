/** The buyer's system does not answer. */
export const UNANSWERED = 'DEMAND_UNANSWERED'
export const REMINDER = 'demand-unanswered'
