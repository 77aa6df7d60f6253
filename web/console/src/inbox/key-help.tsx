import { Kbd, Modal, Table } from "@mantine/core";

import { defineTexts, useTexts } from "../texts/language.ts";

const keyTexts = defineTexts({
  vi: {
    title: "Phím tắt",
    close: "Đóng",
    keys: {
      A: "Duyệt gợi ý và gửi",
      E: "Sửa gợi ý",
      R: "Từ chối, kèm lý do",
      T: "Tiếp quản hội thoại",
      H: "Trả lại cho AI",
      J: "Hội thoại kế tiếp",
      K: "Hội thoại trước",
      Z: "Hoàn tác lần gửi vừa rồi (5 giây)",
      N: "Soạn trả lời",
      F: "Tìm kiếm",
      "/": "Trong ô soạn: câu trả lời mẫu",
      "Ctrl ↵": "Trong ô soạn: gửi",
      "?": "Bảng này",
    },
  },
  en: {
    title: "Keys",
    close: "Close",
    keys: {
      A: "Approve the suggestion and send it",
      E: "Edit the suggestion",
      R: "Reject it, with a reason",
      T: "Take the conversation over",
      H: "Hand it back to the AI",
      J: "Next conversation",
      K: "Previous conversation",
      Z: "Undo the last send (5 seconds)",
      N: "Write a reply",
      F: "Search",
      "/": "While writing: canned replies",
      "Ctrl ↵": "While writing: send",
      "?": "This list",
    },
  },
});

interface KeyHelpProps {
  readonly isOpen: boolean;
  readonly close: () => void;
}

export const KeyHelp = ({ isOpen, close }: KeyHelpProps) => {
  const texts = useTexts(keyTexts);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={texts.title}
      size="sm"
      closeButtonProps={{ "aria-label": texts.close }}
    >
      <Table verticalSpacing={5} withRowBorders={false}>
        <Table.Tbody>
          {Object.entries(texts.keys).map(([key, does]) => (
            <Table.Tr key={key}>
              <Table.Td w={90}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
};
