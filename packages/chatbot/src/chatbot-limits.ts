/** How much of everything one bot takes; text is counted in UTF-16 units. */
export const chatbotLimits = {
  nameLength: 100,
  textLength: 4_000,
  /** Of what a message holds besides text, as JSON. */
  payloadLength: 20_000,
  subjectLength: 200,
  tags: 1_000,
  labels: 1_000,
  /** People a broadcast reaches a minute. */
  maxPerMinute: 6_000,
  ticketTitleLength: 200,
  ticketOptionsChosen: 10,
  ticketCommentLength: 2_000,
  agentGroups: 200,
  groupMembers: 200,
  /** Of each kind: user fields, bot fields. */
  fields: 500,
  descriptionLength: 1_000,
  shortValueLength: 1_000,
  longValueLength: 20_000,
  /** Bytes of user fields with which a list of subscribers shows each of them; one subscriber alone is shown with all. */
  listedFieldBytes: 50_000,
  pageSize: 1_000,
  pages: 1_000,
} as const;
