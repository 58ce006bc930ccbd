import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Call, Client } from '../../../pbx/client';
import type { Settings } from '../../../pbx/settings';
import { apiRequest } from './apiRequest';
import { checkAccess } from './checkAccess';
import { downloadFile } from './downloadFile';
import { uploadFile } from './uploadFile';

/** What a special operation works with. */
export interface SpecialJob {
	context: IExecuteFunctions;
	client: Client;
	settings: Settings;
	/** Index of the item. */
	index: number;
	/** The call as an ordinary operation would send it. */
	call: Call;
	/** Name of the binary field that holds or takes a file. */
	binaryProperty: string;
}

/** An operation that is more than one plain call; its items are paired by the router. */
export type Special = (job: SpecialJob) => Promise<INodeExecutionData[]>;

/** All of them, by the name in their row. */
export const specials: Readonly<Record<string, Special>> = {
	apiRequest,
	checkAccess,
	downloadFile,
	uploadFile,
};
