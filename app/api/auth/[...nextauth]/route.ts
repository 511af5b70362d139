import { handleAuth } from "@/app/_auth/auth-calls";

export { handleAuth as GET, handleAuth as POST };
