import { handleAuth } from "@/app/_auth/next-auth";

export { handleAuth as GET, handleAuth as POST };
