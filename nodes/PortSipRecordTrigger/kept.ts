import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Way } from '../../pbx/polling/read';
import type { Cursor } from '../../pbx/polling/window';
import { isRecord } from '../shared/values/isRecord';

/** What a node remembers between polls. */
export interface Kept {
	/** What was polled: another event, tenant or PBX begins anew. */
	about: string;
	cursor: Cursor;
	/** How the list could be read the last time. */
	way?: Way;
	/** Where changes are read behind a token. */
	token?: string;
}

const NAME = 'polled';

/** What the node remembers of the same list. */
export function keptIn(context: IPollFunctions, about: string): Kept | undefined {
	const found = context.getWorkflowStaticData('node')[NAME];
	return isRecord(found) && found.about === about ? (found as unknown as Kept) : undefined;
}

/** Remembers where polling has come to; always as a whole, since n8n notices nothing else. */
export function keep(context: IPollFunctions, kept: Kept): void {
	context.getWorkflowStaticData('node')[NAME] = kept as unknown as IDataObject;
}
