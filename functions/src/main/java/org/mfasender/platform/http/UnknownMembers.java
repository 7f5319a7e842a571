package org.mfasender.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Members that a request may not have. */
final class UnknownMembers {

    private static final Pattern PLAIN_NAME = Pattern.compile("(?!EAA)[A-Za-z_]{1,30}");

    private UnknownMembers() {}

    /** See {@link MemberReader#refuseUnknown}. */
    static void refuse(
            MemberReader reader,
            Set<Map.Entry<String, JsonNode>> members,
            List<String> known,
            Set<String> ignored,
            String message) {
        int position = 0;
        for (Map.Entry<String, JsonNode> member : members) {
            String name = member.getKey();
            position++;
            if (!known.contains(name) && !ignored.contains(name)) {
                boolean plain = PLAIN_NAME.matcher(name).matches();
                reader.fault(Violation.values(
                        plain ? reader.target(name) : reader.target(),
                        plain ? message : message + " This is about member " + position + ".",
                        known));
            }
        }
    }
}
