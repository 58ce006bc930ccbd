/**
 * A refusal of the simulated PBX. The body is `{"errors":[{"code","message","detail"}]}`
 * (contract/notes.md, part c). Of the codes only UNKNOWN, VALIDATE_FAILED, UNAUTHORIZED and
 * RESOURCE_IN_USE are documented; the others are this simulator's own.
 */
export class PbxError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly detail?: string,
	) {
		super(message);
	}
}

/** The wire form of an error. */
export function errorBody(code: string, message: string, detail?: string) {
	return { errors: [{ code, message, ...(detail === undefined ? {} : { detail }) }] };
}

/** A request that breaks a rule for one field; `detail` names the field. */
export function invalid(field: string, message: string): PbxError {
	return new PbxError(400, 'VALIDATE_FAILED', 'The request is not valid', `${field}: ${message}`);
}

/** A record or path that is not there, or that the caller may not see (404). */
export function notFound(what: string): PbxError {
	return new PbxError(404, 'NOT_FOUND', `${what} does not exist`);
}

/** A call the caller may not make (403). */
export function forbidden(message: string): PbxError {
	return new PbxError(403, 'FORBIDDEN', message);
}

/** Something still depends on the record (409, from 22.8 on). */
export function inUse(message: string): PbxError {
	return new PbxError(409, 'RESOURCE_IN_USE', message);
}

/** A login or second factor that is refused: 400, not 401 (contract/notes.md, part a). */
export function loginRefused(message: string): PbxError {
	return new PbxError(400, 'UNAUTHORIZED', message);
}
