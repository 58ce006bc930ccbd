import type { IDataObject } from 'n8n-workflow';

/** One call of the API. */
export interface Call {
	method: 'GET' | 'POST';
	/** Path below `/api`, with `{braces}` where ids stand: `/tenants/{id}`. */
	route: string;
	/** What stands in the braces, as it is: it is encoded on the way out. */
	ids?: Readonly<Record<string, string>>;
	query?: Readonly<Record<string, string>>;
	/** Fields, or a form that is encoded already. */
	body?: IDataObject | string;
	/** Bytes in place of a body: not a stream, since a renewed session repeats the request. */
	bytes?: Buffer;
	headers?: Readonly<Record<string, string>>;
	/** A write that does no more when it is sent twice. */
	repeatable?: boolean;
	/** An answer without a body is no answer, such as one for a page of a list. */
	needsBody?: boolean;
	/** The body of the answer is a file, given as a stream. */
	file?: boolean;
	/** It ends a session, and so goes out even after the execution was stopped. */
	closing?: boolean;
}

/** What came back, whatever its status. */
export interface Answer {
	status: number;
	/** Names in small letters. */
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** An answer of the PBX that says yes. */
export interface Reply extends Answer {
	/** Parsed JSON, the stream of a file, or undefined where the body was empty. */
	body: unknown;
}
