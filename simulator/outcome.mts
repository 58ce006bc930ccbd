import { errorBody, PbxError } from './errors.mts';
import { Download, Reply } from './pbx.mts';

/** What is to be sent. */
export interface Outcome {
	status: number;
	/** Absent for an empty answer. */
	text?: string | Buffer;
	contentType?: string;
	headers?: Record<string, string>;
	drop?: boolean;
	truncate?: boolean;
}

/** An answer in JSON. */
export function json(status: number, value: unknown): Outcome {
	return { status, text: JSON.stringify(value), contentType: 'application/json' };
}

/** A page such as a web portal or a proxy answers. */
export function htmlPage(status: number, title: string): Outcome {
	const text = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
	return { status, text, contentType: 'text/html; charset=utf-8' };
}

/** The answer to a request that could not be carried out. */
export function errorOutcome(error: unknown): Outcome {
	if (error instanceof PbxError) {
		return json(error.status, errorBody(error.code, error.message, error.detail));
	}
	return json(500, errorBody('UNKNOWN', 'The simulator failed', String(error)));
}

/**
 * The answer to a request that was carried out.
 * @param status the success code of the operation
 * @param result what its handler returned
 */
export function finish(status: number, result: unknown): Outcome {
	if (result instanceof Reply) {
		return { ...finish(status, result.value), headers: result.headers };
	}
	if (result === undefined) return { status };
	if (result instanceof Download) {
		return {
			status,
			text: result.content,
			contentType: 'application/octet-stream',
			headers: { 'content-disposition': `attachment; filename="${result.filename}"` },
		};
	}
	return json(status, result);
}
