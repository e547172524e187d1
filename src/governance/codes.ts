/** What a refusal means for people: who looks at it, and what they can do. The codes are those of the canonical language. */
interface Meaning {
  readonly owner: 'supervisor' | 'planner' | 'quality' | 'warehouse' | 'controller' | 'steward' | 'integration'
  readonly meaning: string
  readonly suggestion: string
}

const meanings: Record<string, Meaning> = {
  UNKNOWN_ORDER: {
    owner: 'supervisor',
    meaning: 'Reports about orders that Odoo does not have',
    suggestion: 'Correct the order number and retry, or skip the report with a reason.',
  },
  UNKNOWN_ITEM: {
    owner: 'steward',
    meaning: 'Reports about items that Odoo does not have',
    suggestion: 'Create or map the item, then retry.',
  },
  UNKNOWN_PART: {
    owner: 'warehouse',
    meaning: 'Spare parts that Odoo does not have',
    suggestion:
      'Give the product in Odoo this internal reference, then retry; the maintenance order goes on meanwhile.',
  },
  NO_DEMAND: {
    owner: 'warehouse',
    meaning: 'Parts that left the storeroom for no maintenance order',
    suggestion: 'Correct it by the maintenance order it was for, or skip this with the reason why there is none.',
  },
  STOCK_DIFFERS: {
    owner: 'warehouse',
    meaning: 'Parts of which two systems count otherwise',
    suggestion: 'Count, and correct whichever is wrong; this clears itself once both say the same.',
  },
  SIGNAL_GONE: {
    owner: 'warehouse',
    meaning: 'Spare parts that are short, and of which the buyer does not know any more',
    suggestion: 'Retry to ask the buyer again, or skip this with the reason why it is not bought.',
  },
  PART_SHORT: {
    owner: 'warehouse',
    meaning: 'Spare parts that fall short of what is asked for',
    suggestion: 'Nothing: the buyer was told.',
  },
  PART_SURPLUS: {
    owner: 'warehouse',
    meaning: 'Parts that were asked of the buyer or bought, and are not needed any more',
    suggestion: 'Lower what is asked for in Odoo, or skip this with the reason why it is to be bought all the same.',
  },
  UNKNOWN_OPERATION: {
    owner: 'supervisor',
    meaning: 'Reports about operations the order does not have',
    suggestion: 'Correct the operation and retry.',
  },
  UNKNOWN_LOT: {
    owner: 'warehouse',
    meaning: 'Reports about lots that Odoo does not have',
    suggestion: 'Correct the lot number, or receive the lot in Odoo, then retry.',
  },
  UNKNOWN_LOCATION: {
    owner: 'warehouse',
    meaning: 'Reports about places that Odoo does not have',
    suggestion: 'Correct the location and retry.',
  },
  ORDER_NOT_RELEASED: {
    owner: 'supervisor',
    meaning: 'Work reported on orders that are still drafts',
    suggestion: 'Release the order in Odoo, then retry.',
  },
  ORDER_CLOSED: {
    owner: 'supervisor',
    meaning: 'Work reported on orders that are closed',
    suggestion: 'Correct the order number, or skip with a reason and book by hand in the next period.',
  },
  ORDER_CANCELLED: {
    owner: 'supervisor',
    meaning: 'Work reported on cancelled orders',
    suggestion: 'Correct the order number and retry, or skip with a reason.',
  },
  OVER_COMPLETION: {
    owner: 'supervisor',
    meaning: 'More made than the plant allows',
    suggestion: 'Correct the quantity and retry, or override with a reason if the goods are really there.',
  },
  OVER_CONSUMPTION: {
    owner: 'supervisor',
    meaning: 'More material used than the plant allows',
    suggestion: 'Correct the quantity and retry, or override with a reason.',
  },
  OVER_REVERSAL: {
    owner: 'supervisor',
    meaning: 'More taken back than was booked',
    suggestion: 'Correct the quantity and retry, or skip the reversal with a reason.',
  },
  TAKEN_BACK_LATE: {
    owner: 'supervisor',
    meaning: 'Reports of a while ago that somebody takes back',
    suggestion: 'Answer the question under Approvals.',
  },
  UNKNOWN_ORIGINAL: {
    owner: 'supervisor',
    meaning: 'Reversals of events that were never booked',
    suggestion: 'Send the original again, or skip the reversal with a reason.',
  },
  NOT_IN_BOM: {
    owner: 'planner',
    meaning: 'Material that the order does not need',
    suggestion: 'Correct the item and retry, or override with a reason if it was really used.',
  },
  SUBSTITUTE_UNCLEAR: {
    owner: 'planner',
    meaning: 'Substitutes that may stand for several components',
    suggestion: 'Say for which it was used and retry.',
  },
  LOT_EXPIRED: {
    owner: 'quality',
    meaning: 'Material from lots that are over their date',
    suggestion: 'Correct the lot and retry, or look at what was made with it.',
  },
  LOT_ON_HOLD: {
    owner: 'quality',
    meaning: 'Material from lots that are not released',
    suggestion: 'Have quality release the lot and retry, or look at what was made with it.',
  },
  LOT_OF_ANOTHER_ITEM: {
    owner: 'warehouse',
    meaning: 'Material from lots that Odoo has of other items only',
    suggestion: 'Correct the lot or the item and retry.',
  },
  LOT_RESERVED: {
    owner: 'planner',
    meaning: 'Material from lots that others have reserved',
    suggestion: 'Take another lot, or see to it that those who reserved it get another.',
  },
  UOM_SUSPECT: {
    owner: 'steward',
    meaning: 'Quantities that look like another unit',
    suggestion: 'Correct the unit or the quantity and retry.',
  },
  PREDECESSOR_QTY: {
    owner: 'supervisor',
    meaning: 'More reported than the operation before has delivered',
    suggestion: 'Report the operation before, or correct the quantity and retry.',
  },
  END_BEFORE_START: {
    owner: 'supervisor',
    meaning: 'Work that ended before it began',
    suggestion: 'Correct the times and retry.',
  },
  MISSED_CONFIRMATION: {
    owner: 'supervisor',
    meaning: 'Operations that should have been reported by now',
    suggestion: 'Find out what is true on the floor and report it, or plan the order anew in Odoo.',
  },
  CLOCK_SKEW: {
    owner: 'integration',
    meaning: 'Systems and devices whose clock is wrong',
    suggestion: 'Set the clock (NTP); this clears itself when it is right again.',
  },
  STANDSTILL: {
    owner: 'supervisor',
    meaning: 'Operations that stand still for long',
    suggestion: 'Have the work go on, or plan the order anew in Odoo.',
  },
  SUM_DIFFERS: {
    owner: 'quality',
    meaning: 'Lots whose parts are not the whole',
    suggestion: 'Correct the quantities so that parts and loss are the whole, then retry.',
  },
  MASS_IMBALANCE: {
    owner: 'quality',
    meaning: 'Batches in which more or less came out than went in',
    suggestion: 'Find where the rest is, take back what was wrong, then skip this.',
  },
  OVERLAP: {
    owner: 'supervisor',
    meaning: 'One person at two operations at one time',
    suggestion: 'Correct the times and retry, or override with a reason if the person really did both.',
  },
  QTY_NOT_POSITIVE: {
    owner: 'supervisor',
    meaning: 'Reports of nothing',
    suggestion: 'Correct the quantity and retry, or skip the report with a reason.',
  },
  ILLEGAL_STATUS: {
    owner: 'supervisor',
    meaning: 'Orders that went a way they may not go',
    suggestion: 'Correct the status and retry, or override with a reason.',
  },
  SEQUENCE_GAP: {
    owner: 'integration',
    meaning: 'Events before these never came',
    suggestion: 'Have the system send what is missing and retry, or override with a reason.',
  },
  ORDER_HELD: {
    owner: 'controller',
    meaning: 'Orders that cannot be closed yet',
    suggestion: 'Settle what is open, then retry.',
  },
  ORDER_ON_HOLD: {
    owner: 'supervisor',
    meaning: 'Work reported on orders that are held',
    suggestion: 'Have the hold lifted and retry, or override with a reason if the work was really done.',
  },
  UNKNOWN_HOLD: {
    owner: 'supervisor',
    meaning: 'Holds lifted that nobody had set',
    suggestion: 'Correct the name of the hold and retry, or skip this with a reason.',
  },
  NET_QTY_POSTED: {
    owner: 'planner',
    meaning: 'Orders given up that were worked on',
    suggestion: 'Take back what was booked, or close the order with what was made.',
  },
  NOT_CLOSED: {
    owner: 'supervisor',
    meaning: 'Orders reopened that were never closed',
    suggestion: 'Skip this with a reason, or correct the order number and retry.',
  },
  UNKNOWN_ASSET: {
    owner: 'planner',
    meaning: 'Windows for things that nobody here knows',
    suggestion: 'Correct the name, or tell the asset under Assets, and retry.',
  },
  UNMAPPED_ASSET: {
    owner: 'planner',
    meaning: 'Windows and breakdowns of things that are no work centre of the ERP yet',
    suggestion: 'Say under Assets which work centre it is: what waits for that goes on by itself.',
  },
  UNKNOWN_WORK_CENTRE: {
    owner: 'planner',
    meaning: 'Work centres that the ERP does not have',
    suggestion: 'Map the place to another one under Assets, and retry.',
  },
  WINDOW_TOO_LONG: {
    owner: 'planner',
    meaning: 'Maintenance windows longer than the plant allows',
    suggestion: 'Correct the times and retry, or have the rule changed under Rules.',
  },
  WINDOW_OVER: {
    owner: 'planner',
    meaning: 'Something said of maintenance windows that are over',
    suggestion: 'Tell it as a window of its own.',
  },
  WINDOW_CONFLICT: {
    owner: 'planner',
    meaning: 'Maintenance windows at one time on one work centre',
    suggestion: 'Move one of the two, or agree to both.',
  },
  NOT_APPROVED: {
    owner: 'supervisor',
    meaning: 'Maintenance that began before production agreed',
    suggestion: 'Have production agree and retry, or skip this with a reason.',
  },
  UNKNOWN_WINDOW: {
    owner: 'planner',
    meaning: 'Something said of maintenance windows that nobody told of',
    suggestion: 'Have the window told whole and retry, or skip this with a reason.',
  },
  SAME_PERSON: {
    owner: 'planner',
    meaning: 'One person who agreed for maintenance and for production',
    suggestion: 'Retry, and let somebody else answer.',
  },
  SHARED_CALENDAR: {
    owner: 'planner',
    meaning: 'Work centres that share a calendar with others at the planner outside',
    suggestion: 'Give its resource a calendar of its own there and retry, or skip this with a reason.',
  },
  NO_VENDOR: {
    owner: 'warehouse',
    meaning: 'Parts that are short and that nobody sells, as far as the ERP knows',
    suggestion: 'Give the product a vendor and retry, or have it bought by hand and skip this.',
  },
  DEMAND_APPROVAL: {
    owner: 'planner',
    meaning: 'Components that nothing covers, and that a person is to have bought',
    suggestion: 'Say yes to have the buyer asked, or no with the reason why it is not bought.',
  },
  DEMAND_UNANSWERED: {
    owner: 'planner',
    meaning: 'Components that the buyer cannot be asked for, because the ERP does not answer',
    suggestion: 'Call the buyer where it cannot wait; once the ERP answers the buyer is asked by itself.',
  },
  DEMAND_SURPLUS: {
    owner: 'planner',
    meaning: 'Components that were asked of the buyer and are not needed any more',
    suggestion: 'Say yes to take it back from the buyer, or no with the reason why it is to come all the same.',
  },
  MATERIAL_SHORT: {
    owner: 'planner',
    meaning: 'Components that are not there when orders are planned to use them',
    suggestion:
      'Have it bought, or have what is on its way come sooner; what can be moved waits on the schedule board.',
  },
  REPLAN_TO_REVIEW: {
    owner: 'planner',
    meaning: 'New plans that wait for a planner',
    suggestion: 'Open it on the schedule board: accept one of its options, change it, or reject it with a reason.',
  },
  STALE_PLAN: {
    owner: 'planner',
    meaning: 'New plans that Odoo had overtaken before they were written',
    suggestion: 'Ask for a new plan on the schedule board: nothing of this one was moved.',
  },
  NOT_PLANNABLE: {
    owner: 'planner',
    meaning: 'Open work for which no plan can be made',
    suggestion: 'Correct in Odoo what the sentence names, then ask for a new plan on the schedule board.',
  },
  BLOCK_GONE: {
    owner: 'planner',
    meaning: 'Time taken from a work centre that somebody deleted in Odoo',
    suggestion: 'Have it told as a new version: who agrees to that has it made again. Or call it off.',
  },
  STALE_VERSION: {
    owner: 'planner',
    meaning: 'A version that was told before, and otherwise',
    suggestion: 'Tell the change as a version of its own.',
  },
  UNKNOWN_MAINTENANCE_ORDER: {
    owner: 'supervisor',
    meaning: 'Reports about maintenance orders that the CMMS does not have',
    suggestion: 'Correct the number and retry, or skip the report with a reason.',
  },
  UNKNOWN_EQUIPMENT: {
    owner: 'supervisor',
    meaning: 'Maintained assets that the equipment of Odoo is not told apart by',
    suggestion:
      'Give one equipment in Odoo the serial number or the name of the asset, then retry; the maintenance order goes on meanwhile.',
  },
  NOT_INSTALLED: {
    owner: 'integration',
    meaning: 'Copies of maintenance orders for an Odoo without the app Maintenance',
    suggestion: 'Install the app, or take the setting maintenance from the system; then retry.',
  },
  COPY_GONE: {
    owner: 'supervisor',
    meaning: 'Copies of maintenance orders that somebody deleted in Odoo',
    suggestion: 'Retry to have it made again, or skip this with the reason why it is not wanted there.',
  },
  ENTRY_GONE: {
    owner: 'supervisor',
    meaning: 'Downtime of assets that somebody deleted in Odoo',
    suggestion: 'Retry to have it entered again, or skip this with the reason why it is not counted there.',
  },
  DOWNTIME_OPEN: {
    owner: 'supervisor',
    meaning: 'Assets that are said to stand still for a day and longer',
    suggestion: 'Look whether they do; say that they work again, and this clears itself.',
  },
  UNKNOWN_DOWNTIME: {
    owner: 'supervisor',
    meaning: 'Something said of standstills that nobody has told of',
    suggestion: 'Skip this with a reason, or have the beginning told and retry.',
  },
  FAILURE_MODE_MISSING: {
    owner: 'supervisor',
    meaning: 'Breakdowns that are over without a failure mode',
    suggestion: 'Have the failure mode said in the CMMS: this clears itself, and the breakdown counts again.',
  },
  MISSED_ACK: {
    owner: 'integration',
    meaning: 'Orders that the shop floor has not acknowledged',
    suggestion: 'Look whether the MES runs and has the order; skip this when it has.',
  },
  READBACK_DIFFERS: {
    owner: 'controller',
    meaning: 'Odoo says otherwise than what was booked',
    suggestion: 'Look into Odoo at what the sentence names, then retry.',
  },
  LOT_REQUIRED: {
    owner: 'supervisor',
    meaning: 'Tracked goods without lot or serial numbers',
    suggestion: 'Add the lot or serial numbers and retry.',
  },
  SERIAL_QTY: {
    owner: 'supervisor',
    meaning: 'Serial numbers and quantity differ',
    suggestion: 'Name one serial number for each piece and retry.',
  },
  SERIAL_DUPLICATE: {
    owner: 'supervisor',
    meaning: 'Serial numbers that exist already',
    suggestion: 'Find out which piece is which, correct the serial numbers and retry.',
  },
  NEGATIVE_STOCK: {
    owner: 'warehouse',
    meaning: 'More taken than Odoo believes is there',
    suggestion: 'Receive or count the stock in Odoo, then retry.',
  },
  METER_BACKWARDS: {
    owner: 'supervisor',
    meaning: 'Meters that show less than before',
    suggestion: 'Say under Assets that it began anew, or correct the reading that is wrong; then retry.',
  },
  UOM_NOT_CONVERTIBLE: {
    owner: 'steward',
    meaning: 'Units that do not convert',
    suggestion: 'Correct the unit and retry, or name it in the field table first.',
  },
  UNMAPPED_CODE: {
    owner: 'steward',
    meaning: 'Codes that nobody has mapped yet',
    suggestion: 'Map the code where the sentence says, then retry.',
  },
  UNMAPPED_RECORD: {
    owner: 'steward',
    meaning: 'Records that the field table does not describe',
    suggestion: 'Describe the record in the field table, or name it among the ignored ones; then retry.',
  },
  RECORD_NOT_UNDERSTOOD: {
    owner: 'integration',
    meaning: 'Records of the CMMS that the hub does not understand',
    suggestion: 'Mend the field in the CMMS, or its settings; this clears itself when the record is understood.',
  },
  FIELD_MISSING: {
    owner: 'integration',
    meaning: 'Records without a field they need',
    suggestion: 'Have the system send the field; or, if it need not be there, say so in the field table and retry.',
  },
  FIELD_UNREADABLE: {
    owner: 'integration',
    meaning: 'Fields that are not written as the field table says',
    suggestion: 'Mend the format in the field table and retry, or have the system send the record again.',
  },
  OWNER_VIOLATION: {
    owner: 'integration',
    meaning: 'Changes by systems that do not own the field',
    suggestion: 'Accept the proposal, or reject it with a reason.',
  },
  NOT_AUTHORISED: {
    owner: 'integration',
    meaning: 'Odoo does not let the hub do this',
    suggestion: 'Run "millwright doctor": it names the missing right.',
  },
  ODOO_REFUSED: {
    owner: 'supervisor',
    meaning: 'Odoo refused, in its own words',
    suggestion: 'Do in Odoo what its sentence asks for, then retry.',
  },
  ODOO_FAULT: {
    owner: 'integration',
    meaning: 'Odoo answered in a way the hub does not know',
    suggestion: 'Run "millwright doctor", then retry; report the sentence if it stays.',
  },
  APPROVED_CHANGED: {
    owner: 'supervisor',
    meaning: 'Approved, but things have moved since',
    suggestion: 'Retry: it is asked again with what holds now.',
  },
  NOTICE_REFUSED: {
    owner: 'integration',
    meaning: 'Notices of alerts that their channel does not take',
    suggestion: 'Mend the address under Rules, Alerts, or the channel in the estate; then retry.',
  },
  NO_CHANNEL: {
    owner: 'integration',
    meaning: 'Notices of alerts whose channel is not set up',
    suggestion: 'Set the channel up in the estate, or name another one under Rules, Alerts; then retry.',
  },
  PROCESS_KILLED: {
    owner: 'integration',
    meaning: 'Messages over which the hub died',
    suggestion: 'Leave it, and send it with the log of the hub to whoever maintains the flow; retry when it is mended.',
  },
  FLOW_FAILED: {
    owner: 'integration',
    meaning: 'Messages a flow could not judge',
    suggestion: 'Correct the payload, or report the sentence to whoever maintains the flow.',
  },
}

const unheardOf: Meaning = {
  owner: 'integration',
  meaning: 'Other refusals',
  suggestion: 'Read the sentence, mend its cause, then retry.',
}

export const meaningOf = (code: string): Meaning => meanings[code] ?? unheardOf
