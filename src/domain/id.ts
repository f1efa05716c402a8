/** What ids look like, Slack's, Personio's and ours. Whatever else stands in the place of one is none, and is neither sent nor logged. */
export const ID = /^[\w-]{1,64}$/;
