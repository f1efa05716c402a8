import { randomUUID } from "node:crypto";

/** What goes back over the wire; a `body` of text goes as it is, everything else as JSON. `type`: a media type that is neither. */
export type Answer = { status: number; body?: unknown; type?: string };

export type Answers = ReturnType<typeof createAnswers>;

const REFERENCE = "https://developer.personio.de/reference/errors#";
const ERROR_CODES = "https://developer.personio.de/v2.0/page/public-api-error-codes#";
const TROUBLES: Record<number, [title: string, type: string]> = {
  500: ["Internal Server Error", "internal_server_error"],
  502: ["Bad Gateway", "bad_gateway"],
  503: ["Service Unavailable", "service_unavailable"],
  504: ["Gateway Timeout", "gateway_timeout"],
};

/**
 * The bodies of everything that is no success: `errors[]` of v2, `success: false` of v1, and OAuth's own at the token endpoint.
 * Titles, details and types are Personio's where somebody has seen them; types that nobody has seen are null.
 */
export function createAnswers(clock: () => Date) {
  const timestamp = () => clock().toISOString();
  const errors = (status: number, title: string, detail: string, type: string | null, more = {}): Answer => ({
    status,
    body: {
      personio_trace_id: randomUUID(),
      timestamp: timestamp(),
      errors: [{ title, detail, type, _meta: {} }],
      ...more,
    },
  });

  return {
    badRequest: (detail: string) => errors(400, "Bad request", detail, `${REFERENCE}common.bad_request`),
    unauthorized: () =>
      errors(
        401,
        "Unauthorized Request",
        "The access token is missing, invalid or expired.",
        `${ERROR_CODES}commonunauthorized`,
      ),
    forbidden: () =>
      errors(
        403,
        "Insufficient access scope",
        "Client scope insufficient to access resource",
        `${ERROR_CODES}commonforbidden`,
      ),
    missing: () =>
      errors(
        404,
        "Resource not found",
        "There is no resource for the specified id.",
        `${REFERENCE}common.resource_not_found`,
      ),
    /** What the gateway says of a path that it does not know, or not without the beta header; the trace id is empty. */
    noRoute: (path: string) =>
      errors(404, "Not Found", "", null, {
        personio_trace_id: "",
        errors: [
          {
            title: "Not Found",
            detail: `The endpoint with ${path} was not found.`,
            type: `${ERROR_CODES}apinot_found`,
            _meta: { path },
          },
        ],
      }),
    /** The titles are the names of Personio's cases; its details are not known. */
    conflict: (title: string, detail: string) => errors(409, title, detail, null),
    /** As somebody has seen it, in January 2025. */
    substituteRequired: () =>
      errors(422, "Substitute required", "A substitute is required for this absence type.", null),
    substituteNotAllowed: () =>
      errors(422, "Substitute not allowed", "A substitute is not allowed for this absence type.", null),
    unprocessable: (detail: string) => errors(422, "Unprocessable absence period request", detail, null),
    /** Trouble on request; 429 has no body. */
    trouble: (status: number): Answer => {
      if (status === 429) return { status };
      const [title, type] = TROUBLES[status] ?? ["Trouble", undefined];
      return errors(status, title, "Please try again later.", type ? `${REFERENCE}common.${type}` : null);
    },
    v1: (code: number, message: string): Answer => ({
      status: code,
      body: { success: false, error: { code, message } },
    }),
    /** Every failure of the token endpoint is a 400. */
    oauth: (error: string, error_description: string, meta: object = {}): Answer => ({
      status: 400,
      body: {
        error,
        error_description,
        error_uri: `${REFERENCE}credentials.oauth2.${error}`,
        timestamp: timestamp(),
        trace_id: randomUUID(),
        meta,
      },
    }),
  };
}
