import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** java -cp DIR Bundle.java TAG…: a line for each text: the tag, the key, the text's UTF-8 in hex. */
class Bundle {
    public static void main(String[] tags) {
        for (String tag : tags) {
            var bundle = ResourceBundle.getBundle("Messages", Locale.forLanguageTag(tag));
            for (String key : bundle.keySet()) {
                byte[] text = bundle.getString(key).getBytes(StandardCharsets.UTF_8);
                System.out.println(tag + " " + key + " " + HexFormat.of().formatHex(text));
            }
        }
    }
}
