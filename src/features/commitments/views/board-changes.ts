/** What a page that shows a board depends on, so that it is read again when somebody changes the board. */
export const boardChanges = 'rondo:board';
