/** The first page, invitations, settings, what goes wrong. A text in `{braces}` is filled in. */
export const page = {
  "page.skip": "Straight to play",
} as const;
