import { apiRequest } from './apiRequest';
import { assignTrunk } from './assignTrunk';
import { changeMembers } from './changeMembers';
import { checkAccess } from './checkAccess';
import { downloadFile } from './downloadFile';
import type { Special } from './special';
import { uploadFile } from './uploadFile';

/** All of them, by the name in their row. */
export const specials: Readonly<Record<string, Special>> = {
	apiRequest,
	assignTrunk,
	changeMembers,
	checkAccess,
	downloadFile,
	uploadFile,
};
