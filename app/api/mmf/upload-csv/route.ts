import { uploadMapMyFitnessSpec } from "@/app/api/_spec/imports";
import { refused } from "@/app/api/_spec/refused";
import { receiveImport } from "@/app/api/imports/receive";

export const POST = receiveImport(uploadMapMyFitnessSpec);

export const { GET, PUT, PATCH, DELETE } = refused("POST");

export const dynamic = "force-dynamic";
